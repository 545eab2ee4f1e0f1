package atlas.vm.syntax;

import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.source.Span;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares and checks trees through their record components, so that no kind of node is missed. */
final class Trees {
  private Trees() {}

  /** A tree as text that leaves out spans: equal texts, equal trees. */
  static String withoutSpans(Object value) {
    return switch (value) {
      case Record node -> {
        List<String> parts = new ArrayList<>();
        for (Object part : components(node)) {
          if (!(part instanceof Span)) {
            parts.add(withoutSpans(part));
          }
        }
        yield node.getClass().getSimpleName() + parts;
      }
      case List<?> list -> list.stream().map(Trees::withoutSpans).toList().toString();
      case Optional<?> optional -> optional.map(Trees::withoutSpans).toString();
      default -> value.toString();
    };
  }

  /** Checks that every node covers its parts, and that its parts come in order. */
  static void checkSpans(Ast.Node node) {
    int end = node.span().start();
    for (Ast.Node child : children(node)) {
      boolean inside = child.span().start() >= end && child.span().end() <= node.span().end();
      assertTrue(inside, () -> child + " is not inside, or not in order, in " + node);
      end = child.span().end();
      checkSpans(child);
    }
  }

  private static List<Ast.Node> children(Record node) {
    List<Ast.Node> children = new ArrayList<>();
    for (Object part : components(node)) {
      switch (part) {
        case Ast.Node child -> children.add(child);
        case List<?> list -> list.forEach(each -> children.add((Ast.Node) each));
        case Optional<?> optional -> {
          if (optional.isPresent() && optional.get() instanceof Ast.Node child) {
            children.add(child);
          }
        }
        default -> {}
      }
    }
    return children;
  }

  private static List<Ast.Node> children(Ast.Node node) {
    return children((Record) node);
  }

  private static List<Object> components(Record node) {
    List<Object> parts = new ArrayList<>();
    for (RecordComponent component : node.getClass().getRecordComponents()) {
      try {
        parts.add(component.getAccessor().invoke(node));
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new AssertionError(e);
      }
    }
    return parts;
  }
}
