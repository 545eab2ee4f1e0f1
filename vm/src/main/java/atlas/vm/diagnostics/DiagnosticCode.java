package atlas.vm.diagnostics;

/**
 * Every diagnostic code of the language (language §2.1, §21, §23.5, §23.6), the one table of codes.
 * A code that the language uses for two things has one constant here; message and severity tell the
 * two apart.
 */
public enum DiagnosticCode {
  AT0001("wrong kind of value"),
  AT0002("name not bound"),
  AT0005("division by zero"),
  AT0006("index out of bounds"),
  AT0007("result is not a finite number"),
  AT0008("call stack exhausted"),
  AT0102("bad argument to a library function"),
  AT0103("bad index"),
  AT0140("unhashable key"),
  AT0300("file access denied"),
  AT0301("network access denied"),
  AT0302("process execution denied"),
  AT0303("environment access denied"),
  AT0400("input or output failed"),
  AT1000("syntax error"),
  AT1001("bad character or number"),
  AT1002("unterminated string or missing ';'"),
  AT1003("bad escape or missing bracket"),
  AT1004("unterminated comment or missing token"),
  AT1005("reserved word used as a name"),
  AT1012("redeclaration of a prelude function"),
  AT2001("unused variable or parameter"),
  AT2002("unknown name, or unreachable code"),
  AT2003("duplicate declaration"),
  AT2008("unused import"),
  AT2009("deprecated alias"),
  AT2010("ownership annotation without effect"),
  AT2012("borrowed value passed to an owning parameter"),
  AT2014("assignment to a captured variable"),
  AT3001("type mismatch"),
  AT3002("operator does not fit its operands"),
  AT3003("assignment to an immutable binding"),
  AT3004("missing return"),
  AT3005("wrong number of arguments"),
  AT3006("not callable"),
  AT3010("no such method, or break/continue outside a loop"),
  AT3011("return outside a function"),
  AT3022("pattern cannot match"),
  AT3023("wrong number of pattern arguments"),
  AT3024("unknown constructor"),
  AT3025("constructor pattern on another type"),
  AT3026("array pattern on another type"),
  AT3027("match is not exhaustive, or '?' on something else than a Result"),
  AT3028("'?' outside a function, or plain value for a shared parameter"),
  AT3029("error type, guard or implementation does not fit"),
  AT3030("'?' in a function without Result, or built-in trait redeclared"),
  AT3031("trait declared twice"),
  AT3032("unknown trait"),
  AT3033("trait method missing"),
  AT3034("trait method differs"),
  AT3035("method of a trait that the type lacks"),
  AT3037("trait bound not satisfied"),
  AT5001("bad module path"),
  AT5002("module not found"),
  AT5003("import cycle"),
  AT5004("missing export"),
  AT5005("module not loaded"),
  AT5006("name not exported"),
  AT5007("namespace import"),
  AT5008("duplicate export"),
  AT9995("internal error"),
  AT9999("cannot infer, or other error"),
  AW9999("other warning");

  private final String title;

  DiagnosticCode(String title) {
    this.title = title;
  }

  /** The code as users see it, such as {@code AT3001}. */
  public String id() {
    return name();
  }

  /** A few words on what the code stands for. */
  public String title() {
    return title;
  }

  /** Where the code turns up: {@code error}, {@code warning}, or both. */
  public String levels() {
    return switch (this) {
      case AT2002 -> "error or warning";
      case AT2003 -> "error";
      default -> {
        if (name().startsWith("AT0")) {
          yield "run-time error";
        }
        yield name().startsWith("AT2") || name().startsWith("AW") ? "warning" : "error";
      }
    };
  }

  /** What it means and what to do, with examples. */
  public Explanation explanation() {
    return Explanation.of(this);
  }
}
