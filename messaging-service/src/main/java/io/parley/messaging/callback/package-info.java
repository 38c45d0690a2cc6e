/**
 * What customers are told: which facts are worth a call, and what it says. Making the calls is {@code delivery}'s, showing
 * and repeating them {@code operator}'s.
 */
package io.parley.messaging.callback;
