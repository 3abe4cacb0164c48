/** The floors of the house. */
package org.graphrestore;
