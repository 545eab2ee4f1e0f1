package atlas.kernel.command;

/** A command that is described by its fields. */
abstract class DescribedCommand implements Command {
  private final String name;
  private final String arguments;
  private final String summary;
  private final String example;

  DescribedCommand(String name, String arguments, String summary, String example) {
    this.name = name;
    this.arguments = arguments;
    this.summary = summary;
    this.example = example;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String arguments() {
    return arguments;
  }

  @Override
  public final String summary() {
    return summary;
  }

  @Override
  public final String example() {
    return name + (example.isEmpty() ? "" : " " + example);
  }
}
