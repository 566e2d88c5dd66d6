//! Browser entry of the atlas.

#[cfg(target_arch = "wasm32")]
fn main() {
    sozialatlas::app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This is the browser's entry: build it with `bash .ci/build`.");
}
