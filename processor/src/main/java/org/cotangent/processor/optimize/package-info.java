/**
 * Makes generated methods as short as a person would write them; the primal's statements stay as
 * they are. In the end, methods that HotSpot would not compile are cut into parts.
 */
package org.cotangent.processor.optimize;
