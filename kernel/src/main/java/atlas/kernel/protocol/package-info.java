/**
 * The Jupyter messaging protocol as values: messages, their typed contents and the codec between
 * them and JSON bytes. Nothing here does input or output; {@link atlas.kernel.protocol.Transport}
 * is the seam at which a wire (ZeroMQ, or a test's memory) is attached.
 */
package atlas.kernel.protocol;
