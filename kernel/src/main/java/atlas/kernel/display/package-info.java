/** Values and profiles in the forms in which a notebook shows them. */
package atlas.kernel.display;
