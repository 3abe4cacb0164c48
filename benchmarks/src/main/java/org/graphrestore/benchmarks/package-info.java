/** JMH benchmarks of the kernels. */
package org.graphrestore.benchmarks;
