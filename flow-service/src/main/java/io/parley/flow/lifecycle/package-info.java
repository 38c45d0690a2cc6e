/** States of a flow, the operations that each allows, and errors of its file. Pure: without I/O and clock. */
@NullMarked
package io.parley.flow.lifecycle;

import org.jspecify.annotations.NullMarked;
