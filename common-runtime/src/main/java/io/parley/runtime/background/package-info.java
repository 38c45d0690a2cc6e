/** Work that no request starts: periodic tasks, and the Vert.x contexts on which such work runs. */
@NullMarked
package io.parley.runtime.background;

import org.jspecify.annotations.NullMarked;
