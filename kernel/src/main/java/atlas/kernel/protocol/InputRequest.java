package atlas.kernel.protocol;

/** Asks the client whose cell runs for a line: the one request that a kernel makes. */
public record InputRequest(String prompt, boolean password) implements Content {
  @Override
  public String msgType() {
    return "input_request";
  }
}
