/** States of a localization and the transitions between them. Pure: without I/O and clock. */
@NullMarked
package io.parley.template.lifecycle;

import org.jspecify.annotations.NullMarked;
