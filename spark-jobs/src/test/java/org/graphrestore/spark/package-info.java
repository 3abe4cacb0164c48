/** What all tests of the Spark layer share: sessions, the checks after each test, the floors. */
package org.graphrestore.spark;
