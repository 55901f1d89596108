/** What the user is told: one enum of messages, and the findings of a compilation. */
package org.cotangent.processor.diagnostics;
