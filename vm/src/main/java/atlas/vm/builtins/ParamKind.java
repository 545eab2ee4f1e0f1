package atlas.vm.builtins;

import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.DateTimeValue;
import atlas.vm.runtime.FunctionValue;
import atlas.vm.runtime.JsonValue;
import atlas.vm.runtime.MapValue;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.OptionValue;
import atlas.vm.runtime.QueueValue;
import atlas.vm.runtime.RegexValue;
import atlas.vm.runtime.ResultValue;
import atlas.vm.runtime.SetValue;
import atlas.vm.runtime.StackValue;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import atlas.vm.types.Type;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;

/** What a library function takes or gives, and the Java type in which it does so. */
public enum ParamKind {
  NUMBER("number", ConstantDescs.CD_double, Type.NUMBER),
  BOOL("bool", ConstantDescs.CD_boolean, Type.BOOL),
  STRING("text", desc(Text.class), Type.STRING),
  ARRAY("array", desc(ArrayValue.class), new Type.ArrayType(Type.UNKNOWN)),
  MAP("map", desc(MapValue.class), Type.UNKNOWN),
  SET("set", desc(SetValue.class), Type.UNKNOWN),
  QUEUE("queue", desc(QueueValue.class), Type.UNKNOWN),
  STACK("stack", desc(StackValue.class), Type.UNKNOWN),
  OPTION("option", desc(OptionValue.class), Type.UNKNOWN),
  RESULT("result", desc(ResultValue.class), Type.UNKNOWN),
  JSON("json", desc(JsonValue.class), Type.JSON),
  FUNCTION("function", desc(FunctionValue.class), Type.UNKNOWN),
  REGEX("regex", desc(RegexValue.class), Type.UNKNOWN),
  DATE_TIME("dateTime", desc(DateTimeValue.class), Type.UNKNOWN),
  /** Any number of strings, of which this converts one; only as the last parameter. */
  REST("rest", desc(Text.class).arrayType(), Type.STRING),
  /** Any value; what it must be, the function itself checks. */
  ANY("", desc(Value.class), Type.UNKNOWN),
  /** Only as a result: the function has nothing to return. */
  NULL("", desc(NullValue.class), Type.NULL);

  private final String converter;
  private final ClassDesc javaType;
  private final Type type;

  ParamKind(String converter, ClassDesc javaType, Type type) {
    this.converter = converter;
    this.javaType = javaType;
    this.type = type;
  }

  private static ClassDesc desc(Class<?> type) {
    return ClassDesc.of(type.getName());
  }

  /** The Java type of the parameter or result. */
  public ClassDesc javaType() {
    return javaType;
  }

  /**
   * The method of {@link Arguments} that makes the Java type of a value; empty if none is needed.
   */
  public String converter() {
    return converter;
  }

  /** The static type in signatures (stdlib §3.1); element types are unknown. */
  public Type type() {
    return type;
  }

  /** The type that every value of this kind has, whatever the language says of it statically. */
  public Type known() {
    return switch (this) {
      case OPTION -> new Type.OptionType(Type.UNKNOWN);
      case RESULT -> new Type.ResultType(Type.UNKNOWN, Type.UNKNOWN);
      case MAP -> new Type.MapType(Type.UNKNOWN, Type.UNKNOWN);
      case SET -> new Type.SetType(Type.UNKNOWN);
      case NUMBER,
          BOOL,
          STRING,
          ARRAY,
          QUEUE,
          STACK,
          JSON,
          FUNCTION,
          REGEX,
          DATE_TIME,
          REST,
          ANY,
          NULL ->
          type;
    };
  }

  /** A value as this kind, boxed; the error of the function if it is another. */
  Object convert(Value value, String function, int argument) {
    return switch (this) {
      case NUMBER -> Arguments.number(value, function, argument);
      case BOOL -> Arguments.bool(value, function, argument);
      case STRING -> Arguments.text(value, function, argument);
      case ARRAY -> Arguments.array(value, function, argument);
      case MAP -> Arguments.map(value, function, argument);
      case SET -> Arguments.set(value, function, argument);
      case QUEUE -> Arguments.queue(value, function, argument);
      case STACK -> Arguments.stack(value, function, argument);
      case OPTION -> Arguments.option(value, function, argument);
      case RESULT -> Arguments.result(value, function, argument);
      case JSON -> Arguments.json(value, function, argument);
      case FUNCTION -> Arguments.function(value, function, argument);
      case REGEX -> Arguments.regex(value, function, argument);
      case DATE_TIME -> Arguments.dateTime(value, function, argument);
      case REST -> Arguments.rest(value, function, argument);
      case ANY, NULL -> value;
    };
  }
}
