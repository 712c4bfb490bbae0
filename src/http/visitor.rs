//! Who asks: nobody in particular, or the holder of a key.
