package atlas.vm.builtins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.Host;
import atlas.vm.runtime.Input;
import atlas.vm.runtime.Permissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PermissionsTest {
  @TempDir Path directory;
  private Path allowed;
  private Path outside;
  private List<String> switches;

  @BeforeEach
  void makeFiles() throws IOException {
    directory = directory.toRealPath();
    allowed = Files.createDirectory(directory.resolve("data"));
    outside = Files.createDirectory(directory.resolve("database"));
    Files.writeString(allowed.resolve("in"), "in");
    Files.writeString(outside.resolve("secret"), "secret");
    Files.createSymbolicLink(allowed.resolve("out"), outside);
    Files.createSymbolicLink(allowed.resolve("file"), outside.resolve("secret"));
    Files.createSymbolicLink(allowed.resolve("dangling"), outside.resolve("new"));
    Files.createSymbolicLink(outside.resolve("back"), allowed.resolve("in"));
    switches = List.of("--deny-all", "--allow-file=" + allowed);
  }

  /** The literal form of the result; DIR, IN and OUT are directories. */
  private String run(String call) {
    String text =
        call.replace("DIR", directory.toString())
            .replace("IN", allowed.toString())
            .replace("OUT", outside.toString());
    Host host = new Host(Permissions.parse(switches), Input.NONE, List.of());
    Context context = new Context(_ -> {}, false, _ -> {}, host);
    try {
      return Display.literal(CallReader.evaluate(text, context));
    } catch (AtlasError error) {
      return error.code() + " " + error.getMessage() + " | " + error.help();
    }
  }

  private void denied(String call) {
    assertTrue(run(call).startsWith("AT0300 Permission denied: "), call + ": " + run(call));
  }

  @Test
  void whatIsGrantedWorks() {
    assertEquals("\"in\"", run("readFile(\"IN/in\")"));
    assertEquals("\"in\"", run("readFile(\"OUT/back\")"));
    assertEquals("null", run("writeFile(\"IN/new\", \"x\")"));
    assertEquals("null", run("createDir(\"IN/a/b\")"));
    assertEquals("null", run("createDir(\"IN/a/../c/../../data/d\")"));
    assertTrue(Files.isDirectory(allowed.resolve("d")));
    assertEquals("null", run("removeFile(\"IN/file\")"));
    assertTrue(Files.exists(outside.resolve("secret")));
    assertEquals("\"%s\"".formatted(outside), run("fsReadlink(\"IN/out\")"));
    assertEquals("null", run("fsSymlink(\"OUT\", \"IN/link\")"));
  }

  @Test
  void linksAndDotsDoNotLeadOutside() {
    denied("readFile(\"OUT/secret\")");
    denied("readFile(\"IN/../database/secret\")");
    denied("readFile(\"IN/out/secret\")");
    denied("readFile(\"IN/out/../database/secret\")");
    denied("readFile(\"IN/file\")");
    denied("readDir(\"IN/out\")");
    denied("fsWalk(\"IN/..\")");
    denied("fileInfo(\"IN/file\")");
    denied("fsSize(\"IN/file\")");
    denied("fsResolveSymlink(\"IN/file\")");
    denied("fsIsSymlink(\"OUT/back\")");
    denied("writeFile(\"IN/file\", \"x\")");
    denied("writeFile(\"IN/dangling\", \"x\")");
    denied("appendFile(\"IN/out/new\", \"x\")");
    denied("writeFile(\"IN/../new\", \"x\")");
    denied("createDir(\"IN/out/new\")");
    denied("createDir(\"IN/no/../../database/new\")");
    denied("fsMkdirp(\"IN/no/such/../../../database/new\")");
    denied("fsMkdir(\"OUT/new\")");
    denied("removeFile(\"IN/out/secret\")");
    denied("removeFile(\"OUT/back\")");
    denied("fsRmdirRecursive(\"OUT\")");
    denied("fsRmdirRecursive(\"IN/out/.\")");
    denied("fsSymlink(\"IN/in\", \"OUT/link\")");
    denied("fsTmpfile()");
    denied("fsTmpdir()");
    assertFalse(Files.exists(outside.resolve("new")));
    assertEquals("\"secret\"", reread());
  }

  private String reread() {
    switches = List.of();
    return run("readFile(\"OUT/secret\")");
  }

  @Test
  void whatDoesNotExistIsSaidBeforeTheCheck() {
    assertTrue(run("readFile(\"OUT/no\")").startsWith("AT0400"));
    assertTrue(run("removeFile(\"OUT/no\")").startsWith("AT0400"));
  }

  @Test
  void argumentsAreCheckedFirst() {
    assertTrue(run("readFile(1)").startsWith("AT0102"));
    assertTrue(run("getEnv(1)").startsWith("AT0001"));
    assertTrue(run("exec([])").startsWith("AT0001"));
    assertTrue(run("exec(\"true\", parseJSON(\"[]\"))").startsWith("AT0302"));
  }

  @Test
  void messagesNameWhatWasDeniedAndTheSwitch() {
    assertEquals(
        "AT0300 Permission denied: file read access to %s/secret | start Atlas with --allow-file"
                .formatted(outside)
            + " to allow it",
        run("readFile(\"OUT/secret\")"));
    operation("readDir(\"OUT\")", "directory read access to %s");
    operation("createDir(\"OUT/a/b\")", "directory create access to %s");
    operation("writeFile(\"OUT/a\", \"\")", "file write access to %s");
    operation("removeFile(\"OUT/secret\")", "file delete access to %s/secret");
    operation("removeDir(\"OUT\")", "directory delete access to %s");
    operation("fsMtime(\"OUT\")", "file metadata access to %s");
    switches = List.of("--deny-all");
    assertEquals(
        "AT0302 Permission denied: process execution of sh | start Atlas with --allow-process to"
            + " allow it",
        run("shell(\"true\")"));
    assertEquals(
        "AT0303 Permission denied: environment variable HOME | start Atlas with --allow-env to"
            + " allow it",
        run("getEnv(\"HOME\")"));
    assertTrue(run("listEnv()").contains("environment variable * |"));
    assertTrue(run("setEnv(\"A\", \"1\")").startsWith("AT0303"));
    assertTrue(run("unsetEnv(\"A\")").startsWith("AT0303"));
  }

  private void operation(String call, String what) {
    assertTrue(run(call).contains(" Permission denied: " + what.formatted(outside) + " |"), call);
  }

  @Test
  void someThingsAreAlwaysAllowed() {
    switches = List.of("--deny-all");
    assertEquals("true", run("fileExists(\"OUT/secret\")"));
    assertEquals("true", run("fsIsDir(\"OUT\")"));
    assertEquals("true", run("fsIsFile(\"OUT/secret\")"));
    assertEquals("true", run("pathExists(\"OUT\")"));
    assertEquals("\"%s\"".formatted(outside), run("pathCanonical(\"OUT\")"));
    assertEquals("true", run("isString(getCwd())"));
    assertEquals("true", run("isNumber(getPid())"));
    assertEquals("true", run("isString(fsGetTempDir())"));
  }

  @Test
  void readingAndWritingAreGrantedApart() {
    switches = List.of("--allow-read=" + allowed, "--deny-file");
    assertEquals("\"in\"", run("readFile(\"IN/in\")"));
    denied("writeFile(\"IN/in\", \"\")");
    assertEquals("true", run("isString(getEnv(\"PATH\"))"));
    switches = List.of("--deny-file", "--allow-write=%s,%s".formatted(allowed, outside));
    denied("readFile(\"IN/in\")");
    assertEquals("null", run("writeFile(\"OUT/x\", \"\")"));
    switches = List.of("--deny-file", "--allow-file");
    assertEquals("\"secret\"", run("readFile(\"OUT/secret\")"));
  }

  @Test
  void programsAndVariablesAreGrantedByName() {
    switches = List.of("--deny-all", "--allow-process=true,sh", "--allow-env=PATH");
    assertTrue(run("exec(\"true\")").startsWith("Ok("));
    assertTrue(run("shell(\"exit 0\")").startsWith("Ok("));
    assertTrue(run("exec(\"false\")").startsWith("AT0302"));
    assertEquals("true", run("isString(getEnv(\"PATH\"))"));
    assertTrue(run("getEnv(\"HOME\")").startsWith("AT0303"));
    assertTrue(run("listEnv()").startsWith("AT0303"));
    switches = List.of("--deny-env", "--allow-env");
    assertEquals("false", run("jsonIsNull(listEnv())"));
  }

  @Test
  void hosts() {
    Permissions some =
        Permissions.parse(List.of("--deny-network", "--allow-network=a.org,*.b.org"));
    assertTrue(some.mayConnect("a.org"));
    assertFalse(some.mayConnect("x.a.org"));
    assertTrue(some.mayConnect("b.org"));
    assertTrue(some.mayConnect("x.y.b.org"));
    assertFalse(some.mayConnect("bb.org"));
    assertFalse(some.mayConnect("org"));
    assertTrue(Permissions.ALL.mayConnect("c.org"));
    assertFalse(Permissions.NONE.mayConnect("c.org"));
  }

  @Test
  void wrongSwitchesAreRefused() {
    for (String wrong : List.of("--deny-files", "--allow-files", "--allow-env=", "--deny-env=A")) {
      assertThrows(IllegalArgumentException.class, () -> Permissions.parse(List.of(wrong)), wrong);
    }
    assertEquals(Permissions.ALL, Permissions.parse(List.of()));
    assertEquals(Permissions.NONE, Permissions.parse(List.of("--deny-all")));
  }
}
