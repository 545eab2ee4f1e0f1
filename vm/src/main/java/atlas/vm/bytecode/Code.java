package atlas.vm.bytecode;

import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import atlas.vm.types.Type;
import java.util.List;

/**
 * The bytecode of one function, or of a unit's top level. Immutable; compared by identity. This is
 * the level at which the profiler counts.
 */
public final class Code {
  /** The name of top-level code in reports. */
  public static final String MAIN = "<main>";

  private final String name;
  private final SourceFile source;
  private final Span span;
  private final List<Type> params;
  private final Type result;
  private final List<Local> locals;
  private final List<Local> captures;
  private final List<Instruction> instructions;
  private final List<Span> spans;
  private final List<Constant> constants;
  private ControlFlowGraph graph;

  /**
   * A local or captured value.
   *
   * @param cell whether it holds a cell: nested functions that refer to each other (§8.3) do so
   *     through cells, and so is read what only some alternatives of a pattern bind (§9)
   */
  public record Local(String name, Type type, boolean cell) {
    /** The name of the hidden local that has the length of the array a loop goes through. */
    public static final String LENGTH = "(length)";

    /** The name and what it stands for, in messages. */
    public String title() {
      return (type instanceof Type.FunctionType ? "function '" : "variable '") + name + "'";
    }
  }

  /**
   * @param span the declaration; for top-level code the whole text
   * @param params types of the parameters, which are the first locals
   * @param spans for every instruction the source text it stands for; a line of the report is that
   *     of the start
   */
  public Code(
      String name,
      SourceFile source,
      Span span,
      List<Type> params,
      Type result,
      List<Local> locals,
      List<Local> captures,
      List<Instruction> instructions,
      List<Span> spans,
      List<Constant> constants) {
    this.name = name;
    this.source = source;
    this.span = span;
    this.params = List.copyOf(params);
    this.result = result;
    this.locals = List.copyOf(locals);
    this.captures = List.copyOf(captures);
    this.instructions = List.copyOf(instructions);
    this.spans = List.copyOf(spans);
    this.constants = List.copyOf(constants);
  }

  /** This code with other uses of the values that its instructions push. */
  public Code with(List<Instruction> others) {
    return new Code(name, source, span, params, result, locals, captures, others, spans, constants);
  }

  public String name() {
    return name;
  }

  public SourceFile source() {
    return source;
  }

  public Span span() {
    return span;
  }

  /** Whether this is the top-level code of a unit. */
  public boolean isMain() {
    return name.equals(MAIN);
  }

  public List<Type> params() {
    return params;
  }

  /**
   * The declared result type, {@link Type#UNKNOWN} where it mentions a type parameter; the null
   * type if there is none.
   */
  public Type result() {
    return result;
  }

  /** All locals, parameters first; every local has one type for its whole life. */
  public List<Local> locals() {
    return locals;
  }

  /** The captured values. */
  public List<Local> captures() {
    return captures;
  }

  public List<Instruction> instructions() {
    return instructions;
  }

  public Instruction instruction(int pc) {
    return instructions.get(pc);
  }

  public int size() {
    return instructions.size();
  }

  /** The source text that an instruction stands for. */
  public Span span(int pc) {
    return spans.get(pc);
  }

  /** The line of an instruction, from 1. */
  public int line(int pc) {
    return source.line(spans.get(pc).start());
  }

  /** The line of the declaration; 1 for top-level code. */
  public int declarationLine() {
    return source.line(span.start());
  }

  /**
   * Whether an instruction stores in a variable.
   *
   * @param store what stores in such variables
   * @param index the place of the variable
   */
  public boolean changes(Opcode store, int index) {
    for (Instruction in : instructions) {
      if (in.opcode() == store && in.a() == index) {
        return true;
      }
    }
    return false;
  }

  public List<Constant> constants() {
    return constants;
  }

  public Constant constant(int index) {
    return constants.get(index);
  }

  /**
   * How control flows through it. Made when somebody first asks for it, and kept.
   *
   * @throws IllegalArgumentException if there are no instructions, a jump leads out of them, or
   *     control can run off their end
   */
  public ControlFlowGraph graph() {
    ControlFlowGraph made = graph;
    if (made == null) {
      made = new ControlFlowGraph(this);
      graph = made;
    }
    return made;
  }

  @Override
  public String toString() {
    return name + " in " + source.name();
  }
}
