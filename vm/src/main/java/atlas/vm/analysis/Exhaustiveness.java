package atlas.vm.analysis;

import atlas.vm.syntax.Ast;
import atlas.vm.types.Type;
import atlas.vm.types.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the arms of a match leave out (language §9). Only arms without guard count; what a
 * constructor pattern says about the content does not.
 */
final class Exhaustiveness {
  private Exhaustiveness() {}

  /** The patterns that are missing; {@code _} stands for all the rest. */
  static List<String> missing(Type scrutinee, List<Ast.MatchArm> arms) {
    Set<String> covered = new HashSet<>();
    for (Ast.MatchArm arm : arms) {
      if (arm.guard().isEmpty()) {
        cover(arm.pattern(), covered);
      }
    }
    if (covered.contains("_")) {
      return List.of();
    }
    Set<String> missing = new LinkedHashSet<>();
    for (Type member : Types.members(scrutinee)) {
      missing.addAll(needed(member));
    }
    missing.removeIf(pattern -> covered.contains(head(pattern)));
    return new ArrayList<>(missing);
  }

  /** Whether a pattern matches whatever there is. */
  static boolean fitsAll(Ast.Pattern pattern) {
    Set<String> covered = new HashSet<>();
    cover(pattern, covered);
    return covered.contains("_");
  }

  private static String head(String pattern) {
    int end = pattern.indexOf('(');
    return end < 0 ? pattern : pattern.substring(0, end);
  }

  private static List<String> needed(Type member) {
    return switch (member) {
      case Type.OptionType _ -> List.of("Some(_)", "None");
      case Type.ResultType _ -> List.of("Ok(_)", "Err(_)");
      case Type.Primitive p when p == Type.BOOL -> List.of("true", "false");
      case Type.Primitive _,
          Type.ArrayType _,
          Type.FunctionType _,
          Type.TypeVariable _,
          Type.MapType _,
          Type.SetType _,
          Type.UnionType _,
          Type.IntersectionType _,
          Type.StructType _,
          Type.AliasType _ ->
          List.of("_");
    };
  }

  private static void cover(Ast.Pattern pattern, Set<String> covered) {
    switch (pattern) {
      case Ast.WildcardPattern _, Ast.BindingPattern _ -> covered.add("_");
      case Ast.OrPattern p -> p.alternatives().forEach(a -> cover(a, covered));
      case Ast.ConstructorPattern p -> covered.add(p.name().name());
      case Ast.LiteralPattern p -> {
        if (p.literal() instanceof Ast.BoolExpr literal) {
          covered.add(String.valueOf(literal.value()));
        }
      }
      case Ast.ArrayPattern _ -> {
        // Covers the arrays of one length: never all of them.
      }
    }
  }
}
