/** Previews of Flows: links that end, and the page behind them. */
@NullMarked
package io.parley.flow.preview;

import org.jspecify.annotations.NullMarked;
