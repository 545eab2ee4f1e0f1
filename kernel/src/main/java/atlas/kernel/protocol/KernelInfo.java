package atlas.kernel.protocol;

import java.util.List;

/** Who the kernel is and what it speaks: the answer to a kernel_info_request. */
public record KernelInfo(
    String implementation,
    String implementationVersion,
    LanguageInfo languageInfo,
    String banner,
    List<HelpLink> helpLinks) {
  /**
   * The language.
   *
   * @param pygmentsLexer a Pygments lexer that exists, for nbconvert
   * @param codemirrorMode a CodeMirror mode that exists, for notebook front ends
   */
  public record LanguageInfo(
      String name,
      String version,
      String mimetype,
      String fileExtension,
      String pygmentsLexer,
      String codemirrorMode) {}

  /** An entry of a front end's help menu. */
  public record HelpLink(String text, String url) {}
}
