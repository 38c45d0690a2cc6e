/**
 * The files that show WhatsApp Flows in a browser: the element {@code <parley-flow>}, see {@code flow-renderer/parley-flow.js}.
 * They are plain ES modules, which need no build and no library, and call no network.
 */
package io.parley.renderer;
