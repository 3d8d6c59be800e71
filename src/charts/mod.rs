//! Charts as numbers: what a view needs to draw them, in pixels, and nothing of how it does so.
//!
//! [`scale`] are the axes and lines that all share; [`Series`] turns a recording into small time series and
//! [`curves`] those into the charts under the stage; [`bars`] are the faults along time, and [`load`] two
//! designs under growing load.

pub mod bars;
pub mod curves;
pub mod load;
pub mod scale;
pub mod series;

pub use series::Series;
