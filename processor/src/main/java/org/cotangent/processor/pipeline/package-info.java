/** The passes in order: from a lowered class to its companion. */
package org.cotangent.processor.pipeline;
