/** Previews of Flows: links that end, and the page behind them. */
package io.parley.flow.preview;
