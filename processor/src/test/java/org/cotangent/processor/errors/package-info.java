/**
 * What is refused or warned of, file by file of the directory {@code errors} of the test resources.
 */
package org.cotangent.processor.errors;
