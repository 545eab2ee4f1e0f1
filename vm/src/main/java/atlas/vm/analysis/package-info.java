/** Names and types: from the syntax tree to a checked unit (language §3-§14). */
package atlas.vm.analysis;
