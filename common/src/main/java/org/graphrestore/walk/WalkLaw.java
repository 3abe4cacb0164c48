package org.graphrestore.walk;

/** The transition laws that can be chosen by {@code walk.law}. */
public enum WalkLaw {
  /** Every out-neighbour with the same probability, whatever the weights. */
  UNIFORM {
    @Override
    TransitionLaw transitions(WalkParams params) {
      return new UniformLaw();
    }
  };

  /** Returns the arithmetic of this law for the parameters that it reads. */
  abstract TransitionLaw transitions(WalkParams params);
}
