/**
 * The kernel proper: takes requests from a transport, has an interpreter answer them, and keeps the
 * order that the protocol promises. It knows neither sockets nor, but for one adapter, Atlas.
 */
package atlas.kernel.server;
