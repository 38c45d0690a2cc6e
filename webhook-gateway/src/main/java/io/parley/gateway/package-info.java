/**
 * Provider webhooks in, provider events on the bus out (architecture: the gateway holds no state). A webhook is answered
 * 200 only when the broker has every item of it; otherwise the provider is told to come again.
 */
package io.parley.gateway;
