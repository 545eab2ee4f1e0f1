package atlas.vm.analysis;

import atlas.vm.syntax.Ast;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;

/** Finds nodes in a tree. */
final class Mentions {
  private Mentions() {}

  /** The last expression, in source order, that is nothing but a certain name. */
  static Optional<Ast.NameExpr> in(Object tree, String name) {
    return switch (tree) {
      case Ast.NameExpr e -> e.name().equals(name) ? Optional.of(e) : Optional.empty();
      case Ast.Node node -> parts(node, name);
      case List<?> list ->
          list.stream().flatMap(e -> in(e, name).stream()).reduce((_, last) -> last);
      case Optional<?> optional -> optional.flatMap(e -> in(e, name));
      default -> Optional.empty();
    };
  }

  private static Optional<Ast.NameExpr> parts(Ast.Node node, String name) {
    Optional<Ast.NameExpr> found = Optional.empty();
    for (RecordComponent part : node.getClass().getRecordComponents()) {
      try {
        Optional<Ast.NameExpr> inner = in(part.getAccessor().invoke(node), name);
        found = inner.isPresent() ? inner : found;
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }
    return found;
  }
}
