package atlas.kernel.session;

import atlas.kernel.session.Candidate.Kind;
import atlas.vm.analysis.GlobalScope;
import atlas.vm.analysis.Implementation;
import atlas.vm.analysis.PredefinedTypes;
import atlas.vm.builtins.Builtin;
import atlas.vm.builtins.Library;
import atlas.vm.syntax.TokenKind;
import atlas.vm.types.LibraryTable;
import atlas.vm.types.Type;
import atlas.vm.types.TypePrinter;
import atlas.vm.types.WriteBack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The names that are known everywhere: what earlier inputs declared, and the library. */
final class Names {
  private static final String PREFIX = "array";

  private final GlobalScope scope;
  private final Library library = Library.standard();

  Names(GlobalScope scope) {
    this.scope = scope;
  }

  /** What a name means outside of functions and blocks. */
  Optional<Fact> find(String name) {
    return scope
        .variable(name)
        .map(Fact::of)
        .or(() -> scope.function(name).map(Fact::of))
        .or(() -> predefined(name));
  }

  private Optional<Fact> predefined(String name) {
    if (name.equals("None")) {
      Type type = new Type.OptionType(Type.UNKNOWN);
      return Optional.of(Fact.constant(name, type, "None: " + TypePrinter.print(type)));
    }
    return library
        .builtin(name)
        .map(Fact::of)
        .or(() ->
            library
                .constant(name)
                .map(value -> Fact.constant(name, Type.NUMBER, name + ": number = " + value)));
  }

  /**
   * Those that begin in a certain way, whatever the capitals: what was declared last comes first.
   */
  List<Fact> beginning(String word) {
    Map<String, Fact> declared = new LinkedHashMap<>();
    scope.variables().stream()
        .filter(v -> begins(v.name(), word))
        .forEach(v -> declared.put(v.name(), Fact.of(v)));
    scope.functions().stream()
        .filter(f -> begins(f.name(), word))
        .forEach(f -> declared.putIfAbsent(f.name(), Fact.of(f)));
    List<Fact> facts = new ArrayList<>(new ArrayList<>(declared.values()).reversed());
    for (String name : library.names()) {
      if (begins(name, word) && !declared.containsKey(name)) {
        predefined(name).ifPresent(facts::add);
      }
    }
    return facts;
  }

  private static boolean begins(String name, String word) {
    return name.regionMatches(true, 0, word, 0, word.length());
  }

  /** The members of values of a type; of all types if it is unknown. */
  List<Fact> members(Type receiver) {
    Type type = receiver.expanded();
    Map<String, Fact> members = new LinkedHashMap<>();
    if (type instanceof Type.StructType struct) {
      struct.members().forEach(m -> members.putIfAbsent(m.name(), memberOf(m)));
    }
    String kind = kind(type);
    for (Implementation implementation : scope.implementations()) {
      if (type == Type.UNKNOWN || implementation.kind().equals(kind)) {
        implementation.methods().forEach(m -> members.putIfAbsent(m.name(), Fact.ofMethod(m)));
      }
    }
    if (type == Type.UNKNOWN || type instanceof Type.ArrayType) {
      for (Builtin row : library.builtins()) {
        arrayMethod(row, type).ifPresent(m -> members.putIfAbsent(m.name(), m));
      }
    }
    return List.copyOf(members.values());
  }

  Optional<Fact> member(Type receiver, String name) {
    return members(receiver).stream().filter(m -> m.name().equals(name)).findFirst();
  }

  /** The type names that may be written. */
  List<Candidate> types() {
    List<Candidate> types = new ArrayList<>();
    scope.aliasNames().forEach(n -> types.add(new Candidate(n, Kind.TYPE, "type " + n, "")));
    PredefinedTypes.names().forEach(n -> types.add(new Candidate(n, Kind.TYPE, "", "")));
    return types;
  }

  List<Candidate> traits() {
    return scope.traitNames().stream()
        .map(n -> new Candidate(n, Kind.TYPE, "trait " + n, ""))
        .toList();
  }

  static List<Candidate> keywords() {
    return Arrays.stream(TokenKind.values())
        .filter(TokenKind::isKeyword)
        .map(k -> new Candidate(k.text(), Kind.KEYWORD, "", ""))
        .toList();
  }

  private static Fact memberOf(Type.Member member) {
    Type type =
        member.type().expanded() instanceof Type.FunctionType
            ? member.type()
            : Type.FunctionType.of(List.of(), member.type());
    return new Fact(
        member.name(),
        Kind.METHOD,
        type,
        member.name() + ": " + TypePrinter.print(member.type()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The array method that a library function stands behind, if it is one. */
  private Optional<Fact> arrayMethod(Builtin row, Type receiver) {
    String full = row.name();
    String name =
        full.startsWith(PREFIX) && full.length() > PREFIX.length()
            ? full.substring(PREFIX.length(), PREFIX.length() + 1).toLowerCase(Locale.ROOT)
                + full.substring(PREFIX.length() + 1)
            : full;
    return library
        .arrayMethod(name)
        .filter(method -> method.function().equals(full))
        .map(method -> arrayMethod(name, row, method, receiver));
  }

  private static Fact arrayMethod(
      String name, Builtin row, LibraryTable.ArrayMethod method, Type receiver) {
    Type.FunctionType type = method.signature();
    if (receiver instanceof Type.ArrayType array) {
      Type result = type.result();
      Type known =
          result instanceof Type.ArrayType
              ? array
              : result == Type.UNKNOWN ? array.element() : result;
      type =
          Type.FunctionType.of(
              type.params().stream().map(p -> p == Type.UNKNOWN ? array.element() : p).toList(),
              known);
    }
    return new Fact(
        name,
        Kind.METHOD,
        type,
        name + TypePrinter.print(type),
        Optional.of(row.doc() + changes(method.writeBack())),
        Optional.empty(),
        Optional.empty());
  }

  /** What a method does to the variable that it is called on, as one more sentence. */
  private static String changes(WriteBack writeBack) {
    return switch (writeBack) {
      case NONE -> "";
      case REPLACE -> " The variable is set to it.";
      case SPLIT -> " The variable is set to the rest.";
    };
  }

  private static String kind(Type type) {
    return switch (type) {
      case Type.ArrayType _ -> "array";
      case Type.OptionType _ -> "option";
      case Type.ResultType _ -> "result";
      case Type.MapType _ -> "hashmap";
      case Type.SetType _ -> "hashset";
      case Type.FunctionType _ -> "function";
      default -> TypePrinter.print(type).toLowerCase(Locale.ROOT);
    };
  }
}
