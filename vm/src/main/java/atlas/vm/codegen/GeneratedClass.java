package atlas.vm.codegen;

/**
 * A class ready to be defined.
 *
 * @param name binary name
 * @param constants the values of its static fields, in order
 */
public record GeneratedClass(String name, byte[] bytes, Object[] constants) {}
