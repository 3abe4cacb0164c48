/** Seeds by purpose, counter-based draws and sampling from fixed distributions. */
package org.graphrestore.random;
