/** Pictures of what a sample learnt, drawn without fonts or libraries of the system. */
package org.cotangent.samples.picture;
