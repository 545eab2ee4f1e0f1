/**
 * What the profiler promises, and the tests that hold it to that. The numbers are those of the list
 * of requirements that the profiler was built from; tests without a module are here.
 *
 * <table>
 *   <caption>Requirements and tests</caption>
 *   <tr><td>1 <td>value first, then the report, status unchanged
 *       <td>repl {@code ProfileCommandTest}; kernel {@code ProfileCommandTest},
 *       {@code SessionInterpreterTest}
 *   <tr><td>2 <td>exact: as counted one by one <td>{@code ExactnessTest},
 *       {@code ConformanceProfileTest}
 *   <tr><td>3 <td>the same on every run and JVM <td>{@code ExactnessTest}; repl {@code LauncherIT}
 *   <tr><td>4 <td>exact after errors and interrupts <td>{@code ExactnessTest},
 *       {@code ClosedFormTest}, {@code InterruptTest}; repl {@code LauncherIT}
 *   <tr><td>5 <td>code off the path is the same <td>{@code OffPathTest}; times are measured by
 *       {@code bench/} and not tested
 *   <tr><td>6 <td>whole cells <td>kernel {@code ProfileCommandTest}
 *   <tr><td>7 <td>what is shown and the rest are the total <td>{@code RankingTest},
 *       {@code TextReportTest}
 *   <tr><td>8 <td>self and total, recursion once <td>{@code ClosedFormTest}, {@code CallCostsTest}
 *   <tr><td>9 <td>only paths that ran <td>{@code ContextsTest}
 *   <tr><td>10 <td>HTML without script, for untrusted notebooks <td>{@code HtmlReportTest}
 *   <tr><td>11 <td>annotated source <td>{@code FindingsTest}, {@code AgreementTest}
 *   <tr><td>12 <td>comparison <td>{@code ComparisonTest}; repl {@code ProfileCommandTest}
 *   <tr><td>13 <td>limit and gate <td>{@code LimitTest}, {@code ComparisonTest}; repl
 *       {@code ProfileCommandTest}
 *   <tr><td>14 <td>saving, formats of other tools <td>{@code ProfileReaderTest},
 *       {@code PprofReportTest}; repl {@code ProfileCommandTest}
 *   <tr><td>15 <td>opcodes, pairs, the margin of listings <td>{@code FindingsTest}; repl
 *       {@code ProfileCommandTest}
 *   <tr><td>16 <td>time beside counts <td>{@code TimesTest}
 *   <tr><td>17 <td>own cost, estimated or measured <td>{@code CountingCostTest},
 *       {@code OverheadTest}; repl {@code OverheadRunsTest}; how near the estimate comes is measured
 *       by {@code bench/profile_cost.py}
 *   <tr><td>18 <td>values made <td>{@code FindingsTest}; repl {@code LauncherIT}
 *   <tr><td>19 <td>profiles of a session <td>kernel {@code ProfileCommandTest}
 *   <tr><td>20 <td>loops and branches <td>{@code TurnsTest}, {@code FindingsTest}
 *   <tr><td>21 <td>regions <td>{@code RegionTest}
 *   <tr><td>22 <td>progress <td>{@code GlimpseTest}; kernel {@code SessionInterpreterTest}; repl
 *       {@code LauncherIT}
 *   <tr><td>23 <td>advice <td>{@code AdviceTest}
 *   <tr><td>24 <td>growth <td>{@code ScalingTest}, {@code GrowthTest}
 *   <tr><td>25 <td>questions in a line <td>{@code QueryLineTest}; kernel
 *       {@code ProfileCommandTest}
 *   <tr><td>26 <td>help and unknown options <td>repl {@code ProfileCommandTest},
 *       {@code BadInputTest}
 *   <tr><td>- <td>all forms of a report agree <td>{@code AgreementTest}
 * </table>
 */
package atlas.profiler;
