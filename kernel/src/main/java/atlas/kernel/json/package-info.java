/** JSON as trees of Jackson's nodes, without what Jackson needs for Java objects. */
package atlas.kernel.json;
