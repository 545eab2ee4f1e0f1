/** Which numbers of a code are provably whole, and between which bounds they lie. */
package atlas.vm.ranges;
