/** Charts as data, what their axes say, and charts as text. */
package atlas.vm.plot;
