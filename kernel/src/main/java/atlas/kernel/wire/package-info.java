/**
 * Jupyter messages as signed frames on ZeroMQ sockets: the only place that knows ZeroMQ. What
 * arrives here and is not a well-formed, correctly signed, new message goes no further.
 */
package atlas.kernel.wire;
