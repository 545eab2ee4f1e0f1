package atlas.vm.codegen;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The constants of a generated class that are objects: static final fields, which the JIT compilers
 * regard as constants, filled by the class initialiser with what the loader hands out.
 */
final class ConstantFields {
  private record Field(String name, ClassDesc type) {}

  private final ClassDesc owner;
  private final Map<Object, Field> fields = new LinkedHashMap<>();
  private final List<Object> values = new ArrayList<>();

  ConstantFields(ClassDesc owner) {
    this.owner = owner;
  }

  /**
   * Pushes a constant.
   *
   * @param key identifies the constant
   */
  void push(CodeBuilder cb, Object key, Object value, ClassDesc type) {
    Field field = fields.get(key);
    if (field == null) {
      field = new Field("k" + fields.size(), type);
      fields.put(key, field);
      values.add(value);
    }
    cb.getstatic(owner, field.name(), field.type());
  }

  /** The values of the fields, in their order. */
  Object[] values() {
    return values.toArray();
  }

  /**
   * Adds the fields and the class initialiser. Called last, when all constants are known.
   *
   * @param superclass the class whose constructor to call; if present, the class publishes an
   *     instance of itself
   */
  void finish(ClassBuilder builder, Optional<ClassDesc> superclass) {
    int flags = ClassFile.ACC_STATIC | ClassFile.ACC_FINAL | ClassFile.ACC_PRIVATE;
    fields.values().forEach(f -> builder.withField(f.name(), f.type(), flags));
    superclass.ifPresent(type -> constructor(builder, type));
    builder.withMethodBody(
        ConstantDescs.CLASS_INIT_NAME,
        ConstantDescs.MTD_void,
        ClassFile.ACC_STATIC,
        cb -> {
          initialise(cb);
          if (superclass.isPresent()) {
            cb.new_(owner).dup();
            cb.invokespecial(owner, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void);
            cb.invokestatic(Names.LOADER, "publish", MethodTypeDesc.of(Names.V, Names.OBJECT));
          }
          cb.return_();
        });
  }

  private void initialise(CodeBuilder cb) {
    if (fields.isEmpty()) {
      return;
    }
    cb.loadConstant(owner);
    cb.invokestatic(
        Names.LOADER,
        "constants",
        MethodTypeDesc.of(Names.OBJECT.arrayType(), ConstantDescs.CD_Class));
    int index = 0;
    for (Field field : fields.values()) {
      cb.dup().loadConstant(index++).aaload().checkcast(field.type());
      cb.putstatic(owner, field.name(), field.type());
    }
    cb.pop();
  }

  private static void constructor(ClassBuilder builder, ClassDesc superclass) {
    builder.withMethodBody(
        ConstantDescs.INIT_NAME,
        ConstantDescs.MTD_void,
        ClassFile.ACC_PUBLIC,
        cb -> {
          cb.aload(0);
          cb.invokespecial(superclass, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void);
          cb.return_();
        });
  }
}
