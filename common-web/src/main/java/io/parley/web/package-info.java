/**
 * What our web pages share, as files below {@code web}: the element {@code <parley-flow>}, which shows WhatsApp Flows
 * ({@code flow-renderer/parley-flow.js}), colours, sizes and controls ({@code design/}), and the library lit-html. They are
 * plain ES modules, which need no build. The renderer needs no library and calls no network.
 */
@NullMarked
package io.parley.web;

import org.jspecify.annotations.NullMarked;
