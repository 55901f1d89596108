/** The annotations of Cotangent. This package depends on nothing. */
package org.cotangent;
