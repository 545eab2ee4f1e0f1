package atlas.vm.codegen;

import atlas.vm.builtins.Arguments;
import atlas.vm.instrument.LoopTurns;
import atlas.vm.link.Bootstraps;
import atlas.vm.link.Calls;
import atlas.vm.link.FunctionSlot;
import atlas.vm.link.InterruptSite;
import atlas.vm.link.MainProgram;
import atlas.vm.link.UnitLoader;
import atlas.vm.runtime.Arithmetic;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.BoolArray;
import atlas.vm.runtime.BoolValue;
import atlas.vm.runtime.BuiltinValue;
import atlas.vm.runtime.Cell;
import atlas.vm.runtime.Checks;
import atlas.vm.runtime.Closure;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Entry;
import atlas.vm.runtime.Environment;
import atlas.vm.runtime.Equality;
import atlas.vm.runtime.FunctionTemplate;
import atlas.vm.runtime.FunctionValue;
import atlas.vm.runtime.Indexing;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.NumberArray;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.OptionValue;
import atlas.vm.runtime.ResultValue;
import atlas.vm.runtime.Shareable;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.List;
import java.util.Map;

/** Descriptors of the classes that generated code refers to. */
final class Names {
  static final ClassDesc D = ConstantDescs.CD_double;
  static final ClassDesc Z = ConstantDescs.CD_boolean;
  static final ClassDesc J = ConstantDescs.CD_long;
  static final ClassDesc I = ConstantDescs.CD_int;
  static final ClassDesc V = ConstantDescs.CD_void;
  static final ClassDesc COUNTERS = ConstantDescs.CD_long.arrayType();
  static final ClassDesc INTS = I.arrayType();
  static final ClassDesc NUMBERS = D.arrayType();
  static final ClassDesc BOOLS = Z.arrayType();
  static final ClassDesc STRING = ConstantDescs.CD_String;
  static final ClassDesc MATH = desc(Math.class);
  static final ClassDesc OBJECT = ConstantDescs.CD_Object;
  static final ClassDesc VALUE = desc(Value.class);
  static final ClassDesc VALUES = VALUE.arrayType();
  static final ClassDesc TEXT = desc(Text.class);
  static final ClassDesc NUMBER_VALUE = desc(NumberValue.class);
  static final ClassDesc BOOL_VALUE = desc(BoolValue.class);
  static final ClassDesc NULL_VALUE = desc(NullValue.class);
  static final ClassDesc ARRAY_VALUE = desc(ArrayValue.class);
  static final ClassDesc NUMBER_ARRAY = desc(NumberArray.class);
  static final ClassDesc BOOL_ARRAY = desc(BoolArray.class);
  static final ClassDesc SHAREABLE = desc(Shareable.class);
  static final ClassDesc CELL = desc(Cell.class);
  static final ClassDesc FUNCTION_VALUE = desc(FunctionValue.class);
  static final ClassDesc CLOSURE = desc(Closure.class);
  static final ClassDesc OPTION_VALUE = desc(OptionValue.class);
  static final ClassDesc RESULT_VALUE = desc(ResultValue.class);
  static final ClassDesc TEMPLATE = desc(FunctionTemplate.class);
  static final ClassDesc ENTRY = desc(Entry.class);
  static final ClassDesc BUILTIN_VALUE = desc(BuiltinValue.class);
  static final ClassDesc CONTEXT = desc(Context.class);
  static final ClassDesc CHECKS = desc(Checks.class);
  static final ClassDesc ERROR = desc(AtlasError.class);
  static final ClassDesc ARITHMETIC = desc(Arithmetic.class);
  static final ClassDesc EQUALITY = desc(Equality.class);
  static final ClassDesc INDEXING = desc(Indexing.class);
  static final ClassDesc ARGUMENTS = desc(Arguments.class);
  static final ClassDesc CALLS = desc(Calls.class);
  static final ClassDesc INTERRUPTS = desc(InterruptSite.class);
  static final ClassDesc SLOT = desc(FunctionSlot.class);
  static final ClassDesc METHODS = desc(Environment.Methods.class);
  static final ClassDesc MAIN_PROGRAM = desc(MainProgram.class);
  static final ClassDesc LOADER = desc(UnitLoader.class);
  static final ClassDesc TURNS = desc(LoopTurns.Range.class);
  static final ClassDesc BOOTSTRAPS = desc(Bootstraps.class);

  /** What the stack map generator must know of these classes, so that it need not load any. */
  static final ClassHierarchyResolver HIERARCHY =
      ClassHierarchyResolver.of(
              List.of(METHODS),
              Map.ofEntries(
                  Map.entry(VALUE, OBJECT),
                  Map.entry(TEXT, VALUE),
                  Map.entry(CELL, VALUE),
                  Map.entry(CLOSURE, FUNCTION_VALUE),
                  Map.entry(FUNCTION_VALUE, VALUE),
                  Map.entry(OPTION_VALUE, VALUE),
                  Map.entry(RESULT_VALUE, VALUE),
                  Map.entry(NUMBER_VALUE, VALUE),
                  Map.entry(SHAREABLE, VALUE),
                  Map.entry(ARRAY_VALUE, SHAREABLE),
                  Map.entry(NUMBER_ARRAY, ARRAY_VALUE),
                  Map.entry(BOOL_ARRAY, ARRAY_VALUE),
                  Map.entry(NULL_VALUE, VALUE),
                  Map.entry(BOOL_VALUE, VALUE)))
          .orElse(ClassHierarchyResolver.defaultResolver());

  private Names() {}

  static ClassDesc desc(Class<?> type) {
    return ClassDesc.ofDescriptor(type.descriptorString());
  }
}
