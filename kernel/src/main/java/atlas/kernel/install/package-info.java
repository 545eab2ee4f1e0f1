/** Tells Jupyter where the kernel is: writes a kernelspec directory. */
package atlas.kernel.install;
