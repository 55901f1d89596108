/** The pages of {@code docs/} against the code. */
package org.cotangent.processor.docs;
