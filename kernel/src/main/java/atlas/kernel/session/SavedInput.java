package atlas.kernel.session;

import atlas.kernel.session.Piece.Use;
import atlas.vm.diagnostics.DiagnosticSink;
import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import atlas.vm.syntax.Ast;
import atlas.vm.syntax.InputMode;
import atlas.vm.syntax.Parser;
import atlas.vm.syntax.TokenKind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The text of one input as part of a program, with what {@link SavedPieces} has decided. */
final class SavedInput {
  private final PastInput input;
  private final int index;
  private final SavedPieces pieces;
  private final Path file;
  private final List<Edit> edits = new ArrayList<>();

  private record Edit(int start, int end, String text) {}

  /**
   * @param index its place among the inputs
   * @param file the one that the program will be in
   */
  SavedInput(PastInput input, int index, SavedPieces pieces, Path file) {
    this.input = input;
    this.index = index;
    this.pieces = pieces;
    this.file = file;
  }

  String text() {
    List<Piece> own = pieces.ofInput(index);
    if (own.isEmpty()) {
      return input.text();
    }
    if (pieces.isQuestion(own.getFirst()) && !pieces.isLive(own.getFirst())) {
      return SavedProgram.commented(input.text());
    }
    own.forEach(this::edit);
    StringBuilder text = new StringBuilder(input.text());
    edits.sort(Comparator.comparingInt(Edit::start).reversed());
    edits.forEach(edit -> text.replace(edit.start(), edit.end(), edit.text()));
    return closed(text.toString());
  }

  /** An input as a file has it: with the semicolon that may be left out at its end. */
  private static String closed(String text) {
    Tokens tokens = new Tokens(text);
    int last = tokens.size() - 1;
    while (last >= 0 && tokens.is(last, TokenKind.END)) {
      last--;
    }
    if (last < 0 || isFile(text)) {
      return text;
    }
    return new StringBuilder(text).insert(tokens.end(last), ';').toString();
  }

  private static boolean isFile(String text) {
    DiagnosticSink sink = new DiagnosticSink();
    Parser.parse(new SourceFile("", text), InputMode.FILE, sink);
    return !sink.hasErrors();
  }

  private void edit(Piece piece) {
    if (!pieces.isLive(piece)) {
      remove(piece);
      return;
    }
    for (Use use : piece.uses()) {
      String name = pieces.nameOf(piece, use);
      if (!name.equals(use.name())) {
        replace(use.span(), name);
      }
    }
    switch (piece.item()) {
      case Ast.VarDecl variable -> declare(piece, variable);
      case Ast.FunctionDecl _ -> rename(piece);
      case Ast.ImportDecl decl -> importFromHere(piece, decl);
      default -> {}
    }
    pieces
        .nameOfAnswer(piece)
        .ifPresent(name -> replace(Span.at(piece.span().start()), "let " + name + " = "));
  }

  private void rename(Piece piece) {
    if (!pieces.nameOf(piece).equals(piece.name())) {
      replace(piece.nameSpan(), pieces.nameOf(piece));
    }
  }

  /** What is declared again with its type is a variable that is assigned. */
  private void declare(Piece piece, Ast.VarDecl variable) {
    if (pieces.isAssignment(piece)) {
      Span head = new Span(piece.span().start(), variable.init().span().start());
      replace(head, pieces.nameOf(piece) + " = ");
      return;
    }
    rename(piece);
    if (!variable.mutable() && pieces.isAssignedLater(piece)) {
      int start = variable.span().start();
      replace(new Span(start, start + "let".length()), "var");
    }
  }

  private void importFromHere(Piece piece, Ast.ImportDecl decl) {
    List<Ast.Ident> left = pieces.names(decl);
    if (left.isEmpty() && decl.namespace().isEmpty()) {
      remove(piece);
      return;
    }
    if (left.size() < decl.names().size()) {
      replace(
          decl.names().getFirst().span().to(decl.names().getLast().span()),
          left.stream().map(Ast.Ident::name).collect(Collectors.joining(", ")));
    }
    replace(decl.path().span(), '"' + path(decl.path().value()) + '"');
  }

  /** The path of an import as it is to be written in the file. */
  private String path(String written) {
    try {
      Path here = file.toAbsolutePath().getParent();
      Path base = input.directory();
      if (input.source().isFile()) {
        base = base.resolve(input.source().name()).getParent();
      }
      Path target = base.resolve(written).normalize();
      boolean isRelative = written.startsWith("./") || written.startsWith("../");
      if (!isRelative || base.normalize().equals(here)) {
        return written;
      }
      String path = here.relativize(target).toString();
      return path.startsWith("../") ? path : "./" + path;
    } catch (InvalidPathException e) {
      return written;
    }
  }

  /** Takes away an item with its doc comment and what is left of its line. */
  private void remove(Piece piece) {
    String text = input.text();
    int start = text.lastIndexOf('\n', piece.span().start() - 1) + 1;
    if (!text.substring(start, piece.span().start()).isBlank()) {
      start = piece.span().start();
    }
    int above = text.lastIndexOf('\n', start - 2) + 1;
    while (start > 0 && Input.isDoc(text.substring(above, start))) {
      start = above;
      above = text.lastIndexOf('\n', start - 2) + 1;
    }
    int end = piece.span().end();
    while (end < text.length() && text.charAt(end) == ' ') {
      end++;
    }
    if (end < text.length() && text.charAt(end) == '\n') {
      end++;
    }
    edits.add(new Edit(start, end, ""));
  }

  private void replace(Span span, String text) {
    edits.add(new Edit(span.start(), span.end(), text));
  }
}
