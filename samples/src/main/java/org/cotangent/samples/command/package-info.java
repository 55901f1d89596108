/** Runs a sample from the command line: its options, what it prints, and its exit status. */
package org.cotangent.samples.command;
