package atlas.vm.engine;

import atlas.vm.analysis.Implementation;
import atlas.vm.analysis.JsonMethods;
import atlas.vm.diagnostics.ForeignNames;
import atlas.vm.interpret.ArrayMethods;
import atlas.vm.runtime.Closure;
import atlas.vm.runtime.Environment;
import atlas.vm.runtime.Failures;
import atlas.vm.runtime.FunctionValue;
import atlas.vm.runtime.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where code belongs: a module, or the session with all its inputs. A method of a value of unknown
 * type is looked for in what is implemented there, then everywhere else.
 */
final class Home {
  private final Machine machine;
  private final Environment environment;
  private List<Implementation> implementations = List.of();

  Home(Machine machine) {
    this.machine = machine;
    this.environment =
        new Environment(
            machine.globals(),
            machine.library()::value,
            (unit, index) -> machine.load(unit, this).function(index).template(),
            new ArrayMethods(machine.library(), machine.library()::value, this::method),
            Engine.DEPTH_LIMIT);
  }

  /** What the code of this home finds outside of itself. */
  Environment environment() {
    return environment;
  }

  /** Sets what is implemented here. */
  void implement(List<Implementation> now) {
    implementations = List.copyOf(now);
  }

  private Environment.Method method(Kind receiver, String name) {
    Optional<String> ofJson = receiver == Kind.JSON ? JsonMethods.function(name) : Optional.empty();
    return ofJson
        .map(f -> new Environment.Method((FunctionValue) machine.library().value(f)))
        .or(() -> implemented(receiver, name))
        .orElseThrow(() -> Failures.noMethod(receiver, name, advice(receiver, name)));
  }

  private Optional<Environment.Method> implemented(Kind receiver, String name) {
    return implementations(receiver)
        .flatMap(i -> i.method(name).stream())
        .findFirst()
        .map(f -> new Environment.Method((Closure) machine.globals().get(f.slot())));
  }

  /** What is implemented for a kind of values, in the order in which it is searched. */
  private Stream<Implementation> implementations(Kind kind) {
    return Stream.concat(Stream.of(this), machine.homes().filter(home -> home != this))
        .flatMap(home -> home.implementations.stream())
        .filter(i -> i.kind().equals(kind.word()));
  }

  private Optional<String> advice(Kind kind, String name) {
    List<String> methods = new ArrayList<>();
    if (kind == Kind.ARRAY) {
      methods.addAll(machine.library().arrayMethods());
    } else if (kind == Kind.JSON) {
      methods.addAll(JsonMethods.names());
    }
    implementations(kind)
        .flatMap(i -> i.methods().stream())
        .forEach(method -> methods.add(method.name()));
    return ForeignNames.adviceOnMethod(name, kind.word(), methods, machine.library().names());
  }
}
