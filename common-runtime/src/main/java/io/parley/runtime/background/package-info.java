/** Work that no request starts: periodic tasks, and the Vert.x contexts on which such work runs. */
package io.parley.runtime.background;
