package atlas.kernel.session;

import atlas.kernel.session.Candidate.Kind;
import atlas.vm.analysis.Symbol;
import atlas.vm.builtins.Builtin;
import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import atlas.vm.syntax.Ast;
import atlas.vm.types.Type;
import atlas.vm.types.TypePrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is known of a name, be it declared earlier, in the text at hand or in the library. */
record Fact(
    String name,
    Kind kind,
    Type type,
    String signature,
    Optional<String> doc,
    Optional<Declaration> declaration,
    Optional<String> example,
    List<String> notes) {

  Fact(
      String name,
      Kind kind,
      Type type,
      String signature,
      Optional<String> doc,
      Optional<Declaration> declaration,
      Optional<String> example) {
    this(name, kind, type, signature, doc, declaration, example, List.of());
  }

  static Fact of(Symbol.Variable variable) {
    String signature =
        (variable.mutable() ? "var " : "let ")
            + variable.name()
            + ": "
            + TypePrinter.print(variable.type());
    return new Fact(
        variable.name(),
        Kind.VARIABLE,
        variable.type(),
        signature,
        docBefore(variable.source(), variable.declaration()),
        Optional.of(Declaration.of(variable.source(), variable.declaration())),
        Optional.empty());
  }

  static Fact of(Symbol.Function function) {
    Ast.FunctionDecl declaration = function.declaration();
    return new Fact(
        function.name(),
        Kind.FUNCTION,
        function.type(),
        "fn " + function.name() + signature(function, 0),
        docBefore(function.source(), declaration.span()),
        Optional.of(
            Declaration.of(function.source(), declaration.name().span(), declaration.span())),
        Optional.empty());
  }

  /** A method of an implementation, without its receiver. */
  static Fact ofMethod(Symbol.Function method) {
    Ast.FunctionDecl declaration = method.declaration();
    Type.FunctionType type =
        Type.FunctionType.of(
            method.type().params().stream().skip(1).toList(), method.type().result());
    return new Fact(
        method.name(),
        Kind.METHOD,
        type,
        method.name() + signature(method, 1),
        docBefore(method.source(), declaration.span()),
        Optional.of(Declaration.of(method.source(), declaration.name().span(), declaration.span())),
        Optional.empty());
  }

  static Fact of(Builtin row) {
    return new Fact(
        row.name(),
        Kind.FUNCTION,
        row.type().<Type>map(t -> t).orElse(Type.UNKNOWN),
        row.name() + row.signature(),
        Optional.of(row.doc()),
        Optional.empty(),
        Optional.of(row.example()),
        notes(row));
  }

  private static List<String> notes(Builtin row) {
    String errors =
        row.errors().stream()
            .map(error -> error.code().id() + " " + error.when())
            .collect(Collectors.joining("; ", "Errors: ", ""));
    String marks = String.join(", ", row.marks());
    return marks.isEmpty() ? List.of(errors) : List.of("Marks: " + marks, errors);
  }

  static Fact constant(String name, Type type, String signature) {
    return new Fact(
        name, Kind.CONSTANT, type, signature, Optional.empty(), Optional.empty(), Optional.empty());
  }

  Candidate candidate() {
    String line =
        switch (kind) {
          case VARIABLE -> type == Type.UNKNOWN ? "" : TypePrinter.print(type);
          case FUNCTION, METHOD -> signature.startsWith("fn ") ? signature.substring(3) : signature;
          default -> signature;
        };
    return new Candidate(name, kind, line, doc.map(d -> d.replace('\n', ' ')).orElse(""));
  }

  Inspection inspection() {
    return new Inspection(
        name,
        signature,
        type == Type.UNKNOWN ? "" : TypePrinter.print(type),
        doc,
        declaration,
        example,
        notes);
  }

  private static String signature(Symbol.Function function, int from) {
    Type.FunctionType type = function.type();
    List<Ast.Param> names = function.declaration().params();
    String params =
        IntStream.range(from, Math.min(names.size(), type.params().size()))
            .mapToObj(
                i -> names.get(i).name().name() + ": " + TypePrinter.print(type.params().get(i)))
            .collect(Collectors.joining(", ", "(", ")"));
    String printed = TypePrinter.print(type);
    String generics = type.typeParams().isEmpty() ? "" : printed.substring(0, printed.indexOf('('));
    return generics + params + " -> " + TypePrinter.print(type.result());
  }

  /** The doc comment that ends in the line above. */
  static Optional<String> docBefore(SourceFile source, Span span) {
    List<String> lines = new ArrayList<>();
    int line = source.line(Math.min(span.start(), source.text().length())) - 1;
    while (line >= 1 && Input.isDoc(source.lineText(line))) {
      lines.addFirst(source.lineText(line).strip().substring(3).strip());
      line--;
    }
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
  }
}
