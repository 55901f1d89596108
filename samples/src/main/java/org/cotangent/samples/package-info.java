/** Examples of Cotangent that are also its end-to-end tests. */
package org.cotangent.samples;
