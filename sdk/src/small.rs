//! What makes the builds a page loads smaller, and would be wrong to force on another application.
#![cfg(target_arch = "wasm32")]
#![expect(unsafe_code, reason = "an allocator, and one of the compiler's own functions")]

use lol_alloc::{AssumeSingleThreaded, FreeListAllocator};

/// 1.9 KB less than the standard library's. It walks its free list at each allocation, which is short here: linger holds
/// some hundred pieces of memory at a time.
#[global_allocator]
// SAFETY: a page's module runs on one thread; nothing here makes another.
static ALLOCATOR: AssumeSingleThreaded<FreeListAllocator> =
    unsafe { AssumeSingleThreaded::new(FreeListAllocator::new()) };

/// The compiler's own for modules of old browsers copies in words, and weighs 240 bytes more. Batches of at most 64 KiB are
/// copied here, a few times a visit.
#[unsafe(no_mangle)]
unsafe extern "C" fn memcpy(to: *mut u8, from: *const u8, bytes: usize) -> *mut u8 {
    for at in 0..bytes {
        // SAFETY: the caller lends `bytes` bytes at both places. Volatile, as the compiler would know the loop for a copy
        // and call this very function.
        unsafe { to.add(at).write_volatile(from.add(at).read_volatile()) };
    }
    to
}
